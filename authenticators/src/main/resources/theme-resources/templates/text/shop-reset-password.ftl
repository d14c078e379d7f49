<#ftl output_format="plainText">
${msg("shopResetPasswordLead", realmName)}

${msg("shopResetPasswordOpen")}
${link}

${msg("shopMailLinkLife", linkExpirationFormatter(linkExpiration))} ${msg("shopMailNewestCounts")}
${msg("shopResetPasswordNotYou")}

${msg("shopMailSignature", realmName)}
