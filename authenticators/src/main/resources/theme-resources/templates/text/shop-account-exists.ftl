<#ftl output_format="plainText">
${msg("shopAccountExistsLead", realmName)}

${msg("shopAccountExistsOpen")}
${loginLink}

${msg("shopAccountExistsForgotten")} ${msg("shopResetPasswordOpen")}
${resetLink}

${msg("shopAccountExistsNotYou")}

${msg("shopMailSignature", realmName)}
