<#ftl output_format="plainText">
${msg("emailUpdateConfirmationLead", realmName, newEmail)}

${msg("emailUpdateConfirmationButton")}:
${link}

${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}
${msg("emailUpdateConfirmationNotYou")}

${msg("mailSignature", realmName)}
