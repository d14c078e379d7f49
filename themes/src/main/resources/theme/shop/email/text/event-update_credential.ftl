<#ftl output_format="plainText">
<#import "/credential.ftl" as credential>
${msg("eventUpdateCredentialLead", realmName, event.date, event.ipAddress!"–")}

- ${msg(credential.key())}

${msg("eventNotYou")}

${msg("mailSignature", realmName)}
