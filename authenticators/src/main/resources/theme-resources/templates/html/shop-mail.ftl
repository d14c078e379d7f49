<#-- What a mail is made of. Plain here, so that it suits any theme; a theme that has a file of this name dresses it. -->
<#macro heading>
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3"><#nested></h1>
</#macro>

<#macro text>
<p style="margin:0 0 16px;font-size:16px;line-height:1.5"><#nested></p>
</#macro>

<#macro note>
<p style="margin:0 0 12px;font-size:14px;line-height:1.5"><#nested></p>
</#macro>

<#macro button href>
<p style="margin:0 0 20px"><a href="${href}" style="display:inline-block;padding:12px 24px;border:1px solid;border-radius:8px;font-size:16px;font-weight:bold;text-decoration:none"><#nested></a></p>
</#macro>

<#-- Groups for the eye by space around, not by a character: a double click takes all six digits. -->
<#macro digits code>
<p style="margin:0 0 20px;font-family:monospace;font-size:28px;font-weight:bold;letter-spacing:3px"><span>${code[0..*3]}</span><span style="padding-left:12px">${code[3..]}</span></p>
</#macro>

<#macro items>
<ul style="margin:0 0 20px;padding-left:20px;font-size:16px;line-height:1.5"><#nested></ul>
</#macro>

<#-- The address in letters, for mail programs that show no buttons. -->
<#macro address href>
<p style="margin:0 0 12px;font-size:13px;line-height:1.5">${msg("shopMailAddress")}<br><a href="${href}" style="word-break:break-all">${href}</a></p>
</#macro>

<#macro closing>
<p style="margin:24px 0 0;font-size:16px;line-height:1.5">${msg("shopMailSignature", realmName)}</p>
</#macro>
