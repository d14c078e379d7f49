<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("verifiableCredentialOfferSubject")}</@mail.heading>
<@mail.text>${msg("verifiableCredentialOfferLead", realmName, credentialScopeDisplayName)}</@mail.text>
<@mail.button href=link>${msg("verifiableCredentialOfferButton")}</@mail.button>
<@mail.note>${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}</@mail.note>
<@mail.note>${msg("verifiableCredentialOfferNotYou")}</@mail.note>
<@mail.address href=link />
<@mail.closing />
</@layout.emailLayout>
