<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("identityProviderLinkSubject", identityProviderDisplayName)}</@mail.heading>
<@mail.text>${msg("identityProviderLinkLead", realmName, identityProviderDisplayName, identityProviderContext.username)}</@mail.text>
<@mail.button href=link>${msg("identityProviderLinkButton")}</@mail.button>
<@mail.note>${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}</@mail.note>
<@mail.note>${msg("identityProviderLinkNotYou")}</@mail.note>
<@mail.address href=link />
<@mail.closing />
</@layout.emailLayout>
