<#ftl output_format="plainText">
${msg("eventRemoveTotpLead", realmName, event.date, event.ipAddress!"–")}

${msg("eventNotYou")}

${msg("mailSignature", realmName)}
