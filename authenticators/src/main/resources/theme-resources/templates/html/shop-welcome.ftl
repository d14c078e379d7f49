<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<#-- Only mails to a confirmed address say a name: before, anybody could write into it what he likes, and to anybody. -->
<@mail.heading><#if (user.firstName)?has_content>${msg("shopWelcomeHeadingName", user.firstName)}<#else>${msg("shopWelcomeHeading")}</#if></@mail.heading>
<@mail.text>${msg("shopWelcomeLead", realmName)}</@mail.text>
<@mail.text>${msg("shopWelcomeMore")}</@mail.text>
<#if shopLink?has_content>
<@mail.button href=shopLink>${msg("shopWelcomeButton")}</@mail.button>
</#if>
<@mail.closing />
</@layout.emailLayout>
