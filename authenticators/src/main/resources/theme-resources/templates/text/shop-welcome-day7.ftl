<#ftl output_format="plainText">
<#if (user.firstName)?has_content>${msg("shopWelcomeDay7HeadingName", user.firstName)}<#else>${msg("shopWelcomeDay7Heading")}</#if>

${msg("shopWelcomeDay7Lead", realmName)}

${msg("shopWelcomeDay7More")}

<#if shopLink?has_content>
${msg("shopWelcomeButton")}:
${shopLink}

</#if>
${msg("shopWelcomeWhy", realmName)}

${msg("shopMailSignature", realmName)}
