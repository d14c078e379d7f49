<#-- Tables and inline styles, as mail programs want them; what they know beyond that is for the dark and for phones. Nothing is fetched from a network. -->
<#macro emailLayout>
<!DOCTYPE html>
<html lang="${locale.language}" dir="${(ltr)?then('ltr','rtl')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${subject!realmName}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .shop-page { background: ${properties.darkPage} !important; }
  .shop-card { background: ${properties.darkCard} !important; border-color: ${properties.darkCardBorder} !important; }
  .shop-text { color: ${properties.darkText} !important; }
  .shop-quiet { color: ${properties.darkTextQuiet} !important; }
  .shop-link { color: ${properties.darkAccent} !important; }
  .shop-button { background: ${properties.darkAccent} !important; color: ${properties.darkOnAccent} !important; }
  .shop-digits { background: ${properties.darkPage} !important; color: ${properties.darkText} !important; }
}
@media (max-width: 480px) {
  .shop-frame { padding: 16px 8px !important; }
  .shop-card { padding: 24px 20px !important; }
  .shop-button { display: block !important; text-align: center !important; }
}
</style>
</head>
<body class="shop-page" style="margin:0;padding:0;background:${properties.page}">
<div role="main">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="shop-page" style="background:${properties.page};font-family:${properties.mailFont}">
<tr><td class="shop-frame" align="center" style="padding:32px 16px">
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;text-align:${(ltr)?then('left','right')}">
  <tr><td class="shop-text" style="padding:0 4px 16px;color:${properties.text};font-size:20px;font-weight:bold">${realmName}</td></tr>
  <tr><td class="shop-card" style="padding:32px;background:${properties.card};border:1px solid ${properties.cardBorder};border-radius:16px">
<#nested>
  </td></tr>
  <tr><td class="shop-quiet" style="padding:16px 4px 0;color:${properties.textQuiet};font-size:13px;line-height:1.5">${msg("mailFooter", realmName)}</td></tr>
  </table>
</td></tr>
</table>
</div>
</body>
</html>
</#macro>
