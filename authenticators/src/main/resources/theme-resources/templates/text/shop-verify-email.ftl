<#ftl output_format="plainText">
${msg("shopVerifyEmailLead", realmName)}

${msg("shopVerifyEmailOpen")}
${link}

${msg("shopVerifyEmailCode")}
${code[0..*3]} ${code[3..]}

${msg("shopMailLinkLife", linkExpirationFormatter(linkExpiration))} ${msg("shopMailNewestCounts")}
${msg("shopVerifyEmailNotYou")}

${msg("shopMailSignature", realmName)}
