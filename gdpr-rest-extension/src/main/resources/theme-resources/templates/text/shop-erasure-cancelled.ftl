<#ftl output_format="plainText">
${msg("shopErasureCancelledLead", realmName)}

${msg("shopErasureCancelledNotYou")}

${msg("shopErasureReference", shopReference)}

${msg("shopMailSignature", realmName)}
