<#ftl output_format="plainText">
${msg("identityProviderLinkLead", realmName, identityProviderDisplayName, identityProviderContext.username)}

${msg("identityProviderLinkButton")}:
${link}

${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}
${msg("identityProviderLinkNotYou")}

${msg("mailSignature", realmName)}
