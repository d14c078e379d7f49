<#ftl output_format="plainText">
${msg("eventUserDisabledByPermanentLockoutLead", realmName, event.date)}

${msg("eventUserDisabledByPermanentLockoutHelp")}

${msg("mailSignature", realmName)}
