<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<@mail.heading>${msg("orgInviteSubject", organization.name)}</@mail.heading>
<@mail.text>${msg("orgInviteLead", realmName, organization.name)}</@mail.text>
<@mail.button href=link>${msg("orgInviteButton")}</@mail.button>
<@mail.note>${msg("mailLinkLife", linkExpirationFormatter(linkExpiration))}</@mail.note>
<@mail.note>${msg("orgInviteNotYou")}</@mail.note>
<@mail.address href=link />
<@mail.closing />
</@layout.emailLayout>
