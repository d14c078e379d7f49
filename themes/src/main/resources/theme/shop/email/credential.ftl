<#-- The message that names the credential of an event. Providers may bring kinds that have no name here. -->
<#function key>
<#local type=event.getDetail("credential_type")!"">
<#return ["password", "otp", "webauthn", "webauthn-passwordless", "recovery-authn-codes"]?seq_contains(type)?then("credential." + type, "credential.other")>
</#function>
