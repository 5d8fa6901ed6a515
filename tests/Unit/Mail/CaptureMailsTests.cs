using Skiller.Silo.Configuration;
using Xunit;

namespace Skiller.Tests.Unit.Mail;

/// <summary>Mails to members of a simulation reach nobody's mail server.</summary>
public sealed class CaptureMailsTests
{
    [Fact]
    public void They_are_kept_as_files_where_simulation_is_allowed() => Assert.True(Read(("Skiller__AllowSimulation", "true")).CaptureMails);

    [Fact]
    public void They_are_not_kept_unless_it_is_said() => Assert.False(SettingsReader.Read([KeyValuePair.Create("Skiller__AllowSimulation", "true")]).CaptureMails);

    [Fact]
    public void Without_simulation_or_with_a_mail_server_the_node_does_not_start()
    {
        Assert.Contains("needs Skiller__AllowSimulation=true", Assert.Single(Assert.Throws<SettingsException>(static () => Read()).Errors), StringComparison.Ordinal);
        Assert.Contains(
            "no Skiller__SmtpHost",
            Assert.Single(Assert.Throws<SettingsException>(static () => Read(("Skiller__AllowSimulation", "true"), ("Skiller__SmtpHost", "mail.example.org"), ("Skiller__MailFrom", "skiller@example.org"))).Errors),
            StringComparison.Ordinal);
    }

    private static Settings Read(params (string Name, string Value)[] settings) =>
        SettingsReader.Read(settings.Append(("Skiller__CaptureMails", "true")).Select(static setting => KeyValuePair.Create(setting.Item1, setting.Item2)));
}
