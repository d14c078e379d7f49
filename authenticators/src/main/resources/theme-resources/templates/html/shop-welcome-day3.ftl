<#import "template.ftl" as layout>
<#import "shop-mail.ftl" as mail>
<@layout.emailLayout>
<#-- Only mails to a confirmed address say a name: before, anybody could write into it what he likes, and to anybody. -->
<@mail.heading><#if (user.firstName)?has_content>${msg("shopWelcomeDay3HeadingName", user.firstName)}<#else>${msg("shopWelcomeDay3Heading")}</#if></@mail.heading>
<@mail.text>${msg("shopWelcomeDay3Lead", realmName)}</@mail.text>
<@mail.text>${msg("shopWelcomeDay3More")}</@mail.text>
<#if shopLink?has_content>
<@mail.button href=shopLink>${msg("shopWelcomeButton")}</@mail.button>
</#if>
<@mail.note>${msg("shopWelcomeWhy", realmName)}</@mail.note>
<@mail.closing />
</@layout.emailLayout>
