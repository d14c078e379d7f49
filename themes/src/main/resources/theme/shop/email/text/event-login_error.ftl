<#ftl output_format="plainText">
${msg("eventLoginErrorLead", realmName, event.date, event.ipAddress!"–")}

${msg("eventLoginErrorNotYou")}

${msg("mailSignature", realmName)}
