using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Web.Identity;
using Skiller.Web.Site.Remembered;

namespace Skiller.Web.Site;

/// <summary>What pages need.</summary>
internal static class PageServices
{
    public static IServiceCollection AddPages(this IServiceCollection services, WebOptions options)
    {
        services.AddScoped<Words>();
        services.AddScoped<SiteViewer>();
        services.AddScoped<Remembering>();
        services.AddSingleton<RememberedPages>();
        services.AddSingleton(static provider => new SiteTexts(
            known => provider.GetRequiredService<IGrainFactory>().Site().Look(known, CancellationToken.None),
            provider.GetRequiredService<TimeProvider>()));
        services.AddRazorComponents();

        // Letters of every language as they are: pages in French are smaller, and as safe.
        services.Replace(ServiceDescriptor.Singleton(HtmlEncoder.Create(UnicodeRanges.All)));
        services.AddDataProtection().SetApplicationName("skiller");
        services.Replace(ServiceDescriptor.Singleton<IKeyManager>(provider =>
            new FormKeys(options.FormKey, provider.GetRequiredService<ILoggerFactory>())));
        services.AddAntiforgery(forms =>
        {
            forms.FormFieldName = "__form";
            forms.HeaderName = "X-Form";
            forms.SuppressXFrameOptionsHeader = true;
            forms.Cookie.Name = SessionCookie.NameOf(options.PublicUrl, "form");
            forms.Cookie.SecurePolicy = options.PublicUrl.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            forms.Cookie.SameSite = SameSiteMode.Lax;
        });
        return services;
    }
}
