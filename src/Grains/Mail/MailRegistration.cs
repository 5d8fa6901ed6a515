using Microsoft.Extensions.DependencyInjection;
using Skiller.Grains.Letters;

namespace Skiller.Grains.Mail;

/// <summary>Composes the mails of a silo; the outbox comes from storage, the transport and <see cref="MailOptions"/> from the program.</summary>
internal static class MailRegistration
{
    public static IServiceCollection AddSkillerMail(this IServiceCollection services) => services
        .AddSingleton<MailComposer>()
        .AddSingleton<MailTest>()
        .AddSingleton<LetterLines>()
        .AddSingleton<LetterComposer>()
        .AddSingleton<DigestComposer>()
        .AddSingleton<DigestRound>()
        .AddSingleton<LetterRound>()
        .AddHostedService<LetterRounds>()
        .AddHostedService<MailDelivery>();
}
