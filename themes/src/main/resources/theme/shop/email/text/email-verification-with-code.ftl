<#ftl output_format="plainText">
${msg("emailVerificationLead", realmName)}

${msg("emailVerificationCode")}
${code}

${msg("emailVerificationNotYou")}

${msg("mailSignature", realmName)}
