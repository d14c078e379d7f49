<#ftl output_format="plainText">
${msg("shopPasswordChangedLead", realmName, shopChangedAt)}

${msg("shopPasswordChangedYou")}

${msg("shopPasswordChangedNotYou")}
${resetLink}

${msg("shopMailSignature", realmName)}
