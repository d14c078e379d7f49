<#ftl output_format="plainText">
${msg("eventUpdateTotpLead", realmName, event.date, event.ipAddress!"–")}

${msg("eventNotYou")}

${msg("mailSignature", realmName)}
