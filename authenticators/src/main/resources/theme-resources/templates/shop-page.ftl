<#-- What the pack's pages are made of, on top of keycloak.v2's own fields and buttons. -->
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>

<#macro text id="">
<p class="shop-text pf-v5-u-mb-md"<#if id?has_content> id="${id}"</#if>><#nested></p>
</#macro>

<#macro hint id="">
<p class="shop-hint ${properties.kcLoginMainFooterHelperText!}"<#if id?has_content> id="${id}"</#if>><#nested></p>
</#macro>

<#-- Seven characters, so that "123 456" can be typed as the mail shows it. -->
<#macro code label autofocus=true>
<#local error=messagesPerField.get("code")>
<@field.group name="code" label=label error=error>
<span class="${properties.kcInputClass!} shop-code <#if error?has_content>${properties.kcError!}</#if>">
<input id="code" name="code" value="" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="7"<#if autofocus> autofocus</#if>
       aria-invalid="<#if error?has_content>true</#if>" aria-describedby="input-error-container-code"/>
<@field.errorIcon error=error/>
</span>
</@field.group>
</#macro>

<#macro newPassword>
<@field.password name="password-new" label=msg("passwordNew") fieldName="password" autocomplete="new-password" autofocus=true />
<@field.password name="password-confirm" label=msg("passwordConfirm") autocomplete="new-password" />
</#macro>

<#-- A form of one button. The answer tells one who is too early to wait: a page that lies open does not know the time. -->
<#macro ask action label type="primary" wait="">
<form id="shop-${action}-form" class="${properties.kcFormClass!} shop-ask" action="${shopAction}" method="post">
<#if wait?has_content>
<@hint id="shop-${action}-wait">${wait}</@hint>
</#if>
<@buttons.actionGroup>
<@buttons.button id="shop-${action}" name="action" value=action label=label type=type />
</@buttons.actionGroup>
</form>
</#macro>

<#macro link href label>
<p class="shop-link pf-v5-u-mt-md"><a href="${href}">${msg(label)}</a></p>
</#macro>
