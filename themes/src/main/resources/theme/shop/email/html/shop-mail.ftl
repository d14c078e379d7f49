<#-- What a mail is made of, in the brand's looks; the pack's own mails use these macros, too. -->
<#macro heading>
<h1 class="shop-text" style="margin:0 0 16px;color:${properties.text};font-size:22px;line-height:1.3"><#nested></h1>
</#macro>

<#macro text>
<p class="shop-text" style="margin:0 0 16px;color:${properties.text};font-size:16px;line-height:1.5"><#nested></p>
</#macro>

<#macro note>
<p class="shop-quiet" style="margin:0 0 12px;color:${properties.textQuiet};font-size:14px;line-height:1.5"><#nested></p>
</#macro>

<#macro button href>
<p style="margin:8px 0 24px"><a class="shop-button" href="${href}" style="display:inline-block;padding:13px 24px;background:${properties.accent};border-radius:10px;color:${properties.onAccent};font-size:16px;font-weight:bold;line-height:1.3;text-decoration:none"><#nested></a></p>
</#macro>

<#-- Groups for the eye by space around, not by a character: a double click takes all six digits. -->
<#macro digits code>
<p class="shop-digits" style="margin:0 0 24px;padding:14px 20px;background:${properties.page};border-radius:10px;color:${properties.text};font-family:monospace;font-size:28px;font-weight:bold;letter-spacing:4px;line-height:1.3;text-align:center"><span>${code[0..*3]}</span><span style="padding-left:12px">${code[3..]}</span></p>
</#macro>

<#macro items>
<ul class="shop-text" style="margin:0 0 24px;padding-left:20px;color:${properties.text};font-size:16px;line-height:1.6"><#nested></ul>
</#macro>

<#-- The address in letters, for mail programs that show no buttons. -->
<#macro address href>
<p class="shop-quiet" style="margin:0 0 12px;color:${properties.textQuiet};font-size:13px;line-height:1.5">${msg("mailAddress")}<br><a class="shop-link" href="${href}" style="color:${properties.accent};word-break:break-all">${href}</a></p>
</#macro>

<#macro closing>
<p class="shop-text" style="margin:24px 0 0;color:${properties.text};font-size:16px;line-height:1.5">${msg("mailSignature", realmName)}</p>
</#macro>
