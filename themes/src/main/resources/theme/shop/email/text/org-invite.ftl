<#ftl output_format="plainText">
${msg("orgInviteLead", realmName, organization.name)}

${msg("orgInviteButton")}:
${link}

${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}
${msg("orgInviteNotYou")}

${msg("mailSignature", realmName)}
