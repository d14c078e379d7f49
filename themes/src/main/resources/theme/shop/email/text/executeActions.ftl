<#ftl output_format="plainText">
${msg("executeActionsLead", realmName)}

<#if requiredActions?has_content>
<#list requiredActions as action>
- ${msg("requiredAction.${action}")}
</#list>

</#if>
${msg("executeActionsButton")}:
${link}

${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}
${msg("executeActionsNotYou")}

${msg("mailSignature", realmName)}
