using Skiller.Contracts;
using Skiller.Grains.Accounts;
using Skiller.Grains.Site;

namespace Skiller.Grains.Mail;

/// <summary>Sends a mail that says nothing but that mails arrive, at once and past the outbox.</summary>
internal sealed class MailTest(IMailTransport transport, MailOptions options, SiteNames names, TimeProvider clock)
{
    /// <summary>What mails leave by.</summary>
    public IMailTransport Transport => transport;

    public async Task<MailOutcome> Send(string to, Locale locale, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(to, out var address))
        {
            return new MailOutcome.Refused("that is no address");
        }

        var letter = new Letter(MailKind.Test, address.Value, locale, null, [options.Link("/")], null) { Site = await names.In(locale, ct) };
        return await transport.Send(MailLayout.Of($"test|{address.Key}|{clock.GetUtcNow().UtcTicks}", letter), ct);
    }
}
