<#ftl output_format="plainText">
${msg("emailVerificationLead", realmName)}

${msg("emailVerificationButton")}:
${link}

${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}
${msg("emailVerificationNotYou")}

${msg("mailSignature", realmName)}
