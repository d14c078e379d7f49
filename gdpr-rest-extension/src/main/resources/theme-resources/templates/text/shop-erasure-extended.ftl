<#ftl output_format="plainText">
${msg("shopErasureExtendedLead", realmName, shopDay)}

${msg("shopErasureExtendedWhy")} ${shopWhy}

${msg("shopErasureExtendedRights")}

${msg("shopErasureReference", shopReference)}

${msg("shopMailSignature", realmName)}
