<#ftl output_format="plainText">
${msg("emailTestLead", realmName)}

${msg("mailSignature", realmName)}
