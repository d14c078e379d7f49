<#ftl output_format="plainText">
${msg("shopErasureRequestedLead", realmName, shopDay)}

${msg("shopErasureRequestedChange")}
<#if shopKeep?has_content>

${msg("shopErasureKeepButton")}:
${shopKeep}
</#if>

${msg("shopErasureRequestedNotYou")}

${msg("shopErasureReference", shopReference)}

${msg("shopMailSignature", realmName)}
