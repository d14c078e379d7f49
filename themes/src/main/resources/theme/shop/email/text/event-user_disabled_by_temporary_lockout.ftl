<#ftl output_format="plainText">
${msg("eventUserDisabledByTemporaryLockoutLead", realmName, event.date)}

${msg("eventUserDisabledByTemporaryLockoutNotYou")}

${msg("mailSignature", realmName)}
