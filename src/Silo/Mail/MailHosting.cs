using Skiller.Grains.Letters;
using Skiller.Grains.Mail;
using Skiller.Silo.Configuration;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Mail;

/// <summary>Composes the mails of a silo; a front has none.</summary>
internal static class MailHosting
{
    public static void AddMail(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(new MailOptions(settings.PublicUrl));
        services.AddSingleton(new LetterOptions(settings.LetterLook, settings.LetterBundle));
        services.AddSingleton<IMailTransport>(provider => settings.Mail.Server is { } server
            ? ActivatorUtilities.CreateInstance<SmtpTransport>(provider, server)
            : ActivatorUtilities.CreateInstance<FolderTransport>(provider));
        services.AddSingleton<IOperation, TestMailOperation>();
        services.AddSingleton<IOperation, BounceOperation>();
        services.AddSkillerMail();
    }
}
