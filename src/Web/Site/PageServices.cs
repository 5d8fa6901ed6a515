using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skiller.Contracts;
using Skiller.Web.Identity;
using Skiller.Web.Site.Forms;
using Skiller.Web.Site.Remembered;
using Skiller.Web.Text;

namespace Skiller.Web.Site;

/// <summary>What pages need.</summary>
internal static class PageServices
{
    public static IServiceCollection AddPages(this IServiceCollection services, WebOptions options)
    {
        // Before data protection, whose own service asks for keys when the host starts.
        services.AddSingleton<FormKeyRing>();
        services.AddHostedService<FormKeyWatch>();
        services.AddScoped<Words>();
        services.AddScoped<SiteViewer>();
        services.AddScoped<FormProof>();
        services.AddScoped<Remembering>();
        services.AddSingleton<RememberedPages>();
        services.AddSingleton(static provider => new SiteTexts(
            known => provider.GetRequiredService<IGrainFactory>().Site().Look(known, CancellationToken.None),
            provider.GetRequiredService<TimeProvider>()));
        services.AddRazorComponents();

        services.Replace(ServiceDescriptor.Singleton(Markup.Encoder));
        services.AddDataProtection().SetApplicationName("skiller");
        services.Replace(ServiceDescriptor.Singleton<IKeyManager>(static provider => provider.GetRequiredService<FormKeyRing>()));
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
