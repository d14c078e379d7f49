<#-- keycloak.v2's own of 26.7, which register.ftl calls below the fields: its terms can be scrolled by keyboard here, and there is one more check box. -->
<#macro termsAcceptance>
    <#if termsAcceptanceRequired??>
        <div class="form-group">
            <div class="${properties.kcInputWrapperClass!}">
                ${msg("termsTitle")}
                <div id="kc-registration-terms-text" tabindex="0" role="region" aria-label="${msg("termsTitle")}">
                    ${kcSanitize(msg("termsText"))?no_esc}
                </div>
            </div>
        </div>
        <div class="form-group">
            <div class="${properties.kcLabelWrapperClass!}">
                <input type="checkbox" id="termsAccepted" name="termsAccepted" class="${properties.kcCheckboxInputClass!}"
                       aria-invalid="<#if messagesPerField.existsError('termsAccepted')>true</#if>"
                />
                <label for="termsAccepted" class="${properties.kcLabelClass!}">${msg("acceptTerms")}</label>
            </div>
            <#if messagesPerField.existsError('termsAccepted')>
                <div class="${properties.kcLabelWrapperClass!}">
                            <span id="input-error-terms-accepted" class="${properties.kcInputErrorMessageClass!}" aria-live="polite">
                                ${messagesPerField.get('termsAccepted')}
                            </span>
                </div>
            </#if>
        </div>
    </#if>
    <@marketingConsent />
</#macro>

<#-- Shown where the registration asks for it. Never ticked beforehand; a tick stays when another field is wrong. -->
<#macro marketingConsent>
    <#if shopMarketingConsent!false>
        <div class="form-group">
            <div class="${properties.kcLabelWrapperClass!}">
                <input type="checkbox" id="marketingConsent" name="marketingConsent" class="${properties.kcCheckboxInputClass!}"
                       <#if (register.formData.marketingConsent)?has_content>checked</#if>
                />
                <label for="marketingConsent" class="${properties.kcLabelClass!}">${msg("shopMarketingConsent")}</label>
            </div>
        </div>
    </#if>
</#macro>
