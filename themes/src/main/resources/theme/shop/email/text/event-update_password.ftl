<#ftl output_format="plainText">
${msg("eventUpdatePasswordLead", realmName, event.date, event.ipAddress!"–")}

${msg("eventNotYou")}

${msg("mailSignature", realmName)}
