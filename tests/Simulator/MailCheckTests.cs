using Skiller.Simulator.Audit;
using Skiller.Simulator.Commands;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Plan;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>Which mails are two, and which are one that went out twice.</summary>
public sealed class MailCheckTests : IDisposable
{
    private const string Ada = "ada-s1-1";

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task One_that_went_out_again_is_the_same_by_its_Message_ID_and_is_told_as_a_note()
    {
        var found = await Check(Write("one", "confirm@site", "Confirm"), Write("two", "confirm@site", "Confirm"));
        Assert.Empty(found.All);
        Assert.Contains("mail confirm@site was sent 2 times", Assert.Single(found.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_for_the_same_event_are_an_error()
    {
        var found = await Check(Write("one", "confirm@site", "Confirm"), Write("two", "again@site", "Confirm"));
        Assert.Equal(new Finding(Rules.Mail, $"mails to {Ada}", "1", "2"), Assert.Single(found.All));
        Assert.Empty(found.Notes);
    }

    [Fact]
    public async Task Another_one_under_the_same_Message_ID_is_an_error()
    {
        var found = await Check(Write("one", "confirm@site", "Confirm"), Write("two", "confirm@site", "Something else"));
        Assert.Equal("mail confirm@site", Assert.Single(found.All).Subject);
    }

    [Fact]
    public async Task None_is_an_error_and_so_is_a_folder_that_is_not_there()
    {
        var found = await Check(Path.Combine(_temporary.Path, "none"));
        Assert.Equal([("missing", Rules.Mail), ("0", Rules.Mail)], found.All.Select(static finding => (finding.Found, finding.Rule)));
    }

    [Fact]
    public async Task An_audit_with_a_folder_that_is_not_there_is_refused_before_anything_is_read()
    {
        var folder = new RunFolder(Path.Combine(_temporary.Path, "run"));
        folder.Begin(new RunFacts(new Scenario(), new Uri("http://127.0.0.1:9"), "password", DateTimeOffset.UnixEpoch, StartedEmpty: true, null));
        await using var errors = new StringWriter();
        Assert.Equal(ExitCode.Usage, await CommandLine.Run(["audit", "--out", folder.Path, "--mails", Path.Combine(_temporary.Path, "none")], errors));
        Assert.Contains("none: there is no such folder", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_growth_may_name_a_folder_that_its_target_makes_with_the_first_mail()
    {
        var mail = Path.Combine(_temporary.Path, "mail");
        Assert.Equal([mail], AuditCommand.Folders([mail, mail + Path.DirectorySeparatorChar], areMade: false));
        Assert.Throws<UsageException>(() => AuditCommand.Folders([mail], areMade: true));
        Assert.Throws<UsageException>(() => AuditCommand.Folders([Path.Combine(_temporary.Path, "no-data", "mail")], areMade: false));
    }

    private static Task<Findings> Check(params string[] folders)
    {
        var history = new History([new JournalLine("m1", "join", Ada, Outcome.Acknowledged) { Id = "1" }]);
        return new MailCheck(folders, history, new SecretWatch(new Dictionary<string, string>(), "password"), new FindingBook()).Run(TestContext.Current.CancellationToken);
    }

    private string Write(string name, string id, string subject)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_temporary.Path, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "mail.eml"), $"Message-Id: <{id}>\r\nFrom: site@skiller.example\r\nTo: {SecretWatch.EmailOf(Ada)}\r\nSubject: {subject}\r\n\r\nA link.\r\n");
        return folder;
    }
}
