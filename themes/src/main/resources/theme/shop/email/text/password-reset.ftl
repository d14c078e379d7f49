<#ftl output_format="plainText">
${msg("passwordResetLead", realmName)}

${msg("passwordResetButton")}:
${link}

${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}
${msg("passwordResetNotYou")}

${msg("mailSignature", realmName)}
