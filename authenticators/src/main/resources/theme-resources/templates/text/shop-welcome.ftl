<#ftl output_format="plainText">
<#if (user.firstName)?has_content>${msg("shopWelcomeHeadingName", user.firstName)}<#else>${msg("shopWelcomeHeading")}</#if>

${msg("shopWelcomeLead", realmName)}

${msg("shopWelcomeMore")}

<#if shopLink?has_content>
${msg("shopWelcomeButton")}:
${shopLink}

</#if>
${msg("shopMailSignature", realmName)}
