<#ftl output_format="plainText">
${msg("verifiableCredentialOfferLead", realmName, credentialScopeDisplayName)}

${msg("verifiableCredentialOfferButton")}:
${link}

${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}
${msg("verifiableCredentialOfferNotYou")}

${msg("mailSignature", realmName)}
