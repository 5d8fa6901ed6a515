using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Operations;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Import;

/// <summary>What is imported from where.</summary>
/// <param name="Folder">The folder of the dump's files.</param>
/// <param name="Site">Its name for ever: the same site again adds nothing.</param>
/// <param name="Locale">Its language.</param>
internal sealed record ImportSource(string Folder, string Site, Locale Locale);

/// <summary>Makes members, without credentials, of a dump's users. The system's own user (−1) is none.</summary>
internal sealed class MembersImport(IGrainFactory grains, IImportMap map, Numbers numbers, Tally tally, ImportSource source)
{
    private const int AtOnce = 16;
    private const int PerPage = 200;

    public async Task Run(IOperationReport report, CancellationToken ct)
    {
        var done = 0L;
        foreach (var page in DumpReader.Rows(source.Folder, Staging.Users).Chunk(PerPage))
        {
            var users = new List<(long Id, DumpRow Row)>();
            foreach (var row in page)
            {
                tally.HasRead(Staging.Users);
                if (row.Number("Id") is not { } id)
                {
                    tally.Skipped(Staging.Users, "row without number");
                }
                else if (id < 0)
                {
                    tally.Skipped(Staging.Users, "the system's own user");
                }
                else
                {
                    users.Add((id, row));
                }
            }

            var ids = await Patiently.Try(() => map.Assign(source.Site, "member", [.. users.Select(static u => u.Id)], numbers.Next, ct), ct);

            // Who would have the same handle comes one after the other, so that a run gives what every run gives.
            var alike = users.GroupBy(static user => HandleMaker.Of(NameOf(user.Id, user.Row), user.Id).First().Value, StringComparer.Ordinal);
            await Parallel.ForEachAsync(alike, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (some, stop) =>
            {
                foreach (var (id, row) in some)
                {
                    await Member(id, row, new MemberId(ids[id]), stop);
                    report.Progress("importing members", Interlocked.Increment(ref done), null);
                }
            });
        }

        report.Progress("importing members", done, done);
    }

    private async Task Member(long user, DumpRow row, MemberId member, CancellationToken ct)
    {
        var name = NameOf(user, row);
        foreach (var handle in HandleMaker.Of(name, user))
        {
            var command = new ImportMember(
                handle,
                Cut(name, Limits.NameMax),
                null,
                row.Text("AboutMe") is { Length: > 0 } about ? Cut(HtmlToMarkdown.Convert(about), Limits.BioMax) : null,
                source.Locale,
                row.Time("CreationDate") ?? DateTimeOffset.UnixEpoch,
                Command(user));
            var result = await Patiently.Try(() => grains.Member(member).Import(command, ct), ct);
            if (result.Refusal is null)
            {
                tally.HasImported(Staging.Users);
                await grains.Member(member).Sleep();
                return;
            }

            if (result.Refusal.Code != RefusalCode.HandleTaken)
            {
                throw new InvalidOperationException($"User {user} was refused: {result.Refusal.Code.Code()} {string.Join(", ", result.Refusal.Errors.Select(static e => $"{e.Field} {e.Rule}"))}.");
            }
        }

        tally.Skipped(Staging.Users, "no free handle");
    }

    private CommandId Command(long user)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"import|{source.Site}|member|{user}"))));
        return new CommandId(key, key);
    }

    private static string NameOf(long user, DumpRow row) =>
        row.Text("DisplayName") is { Length: > 0 } given ? given : string.Create(CultureInfo.InvariantCulture, $"user{user}");

    private static string Cut(string text, int most)
    {
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(most))
        {
            cut.Append(rune);
        }

        return cut.ToString();
    }
}
