<#ftl output_format="plainText">
<#if (user.firstName)?has_content>${msg("shopWelcomeDay3HeadingName", user.firstName)}<#else>${msg("shopWelcomeDay3Heading")}</#if>

${msg("shopWelcomeDay3Lead", realmName)}

${msg("shopWelcomeDay3More")}

<#if shopLink?has_content>
${msg("shopWelcomeButton")}:
${shopLink}

</#if>
${msg("shopWelcomeWhy", realmName)}

${msg("shopMailSignature", realmName)}
