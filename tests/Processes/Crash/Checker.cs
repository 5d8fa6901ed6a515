using System.Collections.Immutable;

namespace Skiller.Tests.Processes.Crash;

/// <summary>
/// Compares what clients were told with what is there. Shares no code with the product: its rules are those of API.md and DESIGN.md, written
/// down a second time. Invariants I1 to I6 and I8 of RELIABILITY.md.
/// </summary>
internal static class Checker
{
    public static ImmutableArray<string> Differences(History history, FinalState final, IReadOnlyDictionary<long, string> handles) =>
        [.. Find(history, final, handles).Select(static difference => difference.Text)];

    /// <summary>The same with the sort of harm.</summary>
    public static ImmutableArray<Difference> Find(History history, FinalState final, IReadOnlyDictionary<long, string> handles) =>
    [
        .. Registers(history, final),
        .. Creations(history, final),
        .. Scores(final),
        .. Revisions(final),
        .. Versions(final),
        .. Ledgers(final, handles),
    ];

    // A register that one client writes holds its last acknowledged value, or one of the unknown ones after it.
    private static IEnumerable<Difference> Registers(History history, FinalState final)
    {
        foreach (var (register, writes) in history.Registers)
        {
            var possible = new HashSet<string>(StringComparer.Ordinal) { "" };
            foreach (var write in writes)
            {
                if (write.Outcome == Outcome.Acknowledged)
                {
                    possible.Clear();
                }

                if (write.Outcome != Outcome.Refused)
                {
                    possible.Add(write.Value);
                }
            }

            var found = final.Registers.GetValueOrDefault(register, "");
            if (!possible.Contains(found))
            {
                var isGhost = writes.Any(write => write.Outcome == Outcome.Refused && write.Value == found);
                yield return new Difference(
                    isGhost ? Harm.Ghost : Harm.Lost,
                    $"I1/I3 {register}: '{found}' is there, possible were {string.Join(" or ", possible.Select(p => $"'{p}'"))}");
            }
        }
    }

    private static IEnumerable<Difference> Creations(History history, FinalState final)
    {
        foreach (var creation in history.Creations)
        {
            var count = final.Tokens.GetValueOrDefault($"{creation.Kind}/{creation.Token}");
            var ok = creation.Outcome switch
            {
                Outcome.Acknowledged => count == 1,
                Outcome.Refused => count == 0,
                _ => count is 0 or 1,
            };
            if (!ok)
            {
                var harm = count == 0 ? Harm.Lost : creation.Outcome == Outcome.Refused ? Harm.Ghost : Harm.Doubled;
                yield return new Difference(harm, $"I1/I2/I3 {creation.Kind} {creation.Token} ({creation.Outcome}): there {count} times");
            }
        }

        var known = history.Creations.Select(c => $"{c.Kind}/{c.Token}").ToHashSet(StringComparer.Ordinal);
        foreach (var (token, count) in final.Tokens)
        {
            if (!known.Contains(token))
            {
                yield return new Difference(Harm.Ghost, $"I3 {token}: there {count} times and nobody made it");
            }
        }
    }

    // I4: the score of a post is the sum of the votes on it.
    private static IEnumerable<Difference> Scores(FinalState final)
    {
        var sums = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (register, value) in final.Registers)
        {
            if (register.Split('|') is ["vote", _, var post] && value.Length > 0)
            {
                sums[post] = sums.GetValueOrDefault(post) + int.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        foreach (var (post, score) in final.Scores)
        {
            if (sums.GetValueOrDefault(post) != score)
            {
                yield return new Difference(Harm.Wrong, $"I4 {post}: score {score}, votes say {sums.GetValueOrDefault(post)}");
            }
        }
    }

    // I8: the revisions of a post are 1..n.
    private static IEnumerable<Difference> Revisions(FinalState final)
    {
        foreach (var (post, versions) in final.Revisions)
        {
            if (!versions.SequenceEqual(Enumerable.Range(1, versions.Length)))
            {
                yield return new Difference(Harm.Wrong, $"I8 {post}: revisions {string.Join(",", versions)}");
            }
        }
    }

    // The log: positions ascend, versions of a stream have neither gap nor double.
    private static IEnumerable<Difference> Versions(FinalState final)
    {
        var heads = new Dictionary<string, long>(StringComparer.Ordinal);
        var last = 0L;
        foreach (var line in final.Log)
        {
            if (line.Position <= last)
            {
                yield return new Difference(Harm.Wrong, $"log: position {line.Position} after {last}");
            }

            last = line.Position;
            var expected = heads.GetValueOrDefault(line.Stream) + 1;
            if (line.Version != expected)
            {
                yield return new Difference(Harm.Wrong, $"log: {line.Stream} has version {line.Version} where {expected} was due");
            }

            heads[line.Stream] = line.Version;
        }
    }

    // I5 and I6: each ledger equals what the votes and acceptances of the log give by the rules.
    private static IEnumerable<Difference> Ledgers(FinalState final, IReadOnlyDictionary<long, string> handles)
    {
        var expected = LedgerModel.Fold(final.Log);
        foreach (var (member, handle) in handles)
        {
            var due = expected.GetValueOrDefault(member, []);
            var found = final.Ledgers.GetValueOrDefault(handle, []);
            var dueLines = due.Select(e => $"{e.Position}:{e.Points}").Order(StringComparer.Ordinal);
            var foundLines = found.Select(e => $"{e.Position}:{e.Points}").Order(StringComparer.Ordinal);
            if (!dueLines.SequenceEqual(foundLines))
            {
                var missing = dueLines.Except(foundLines).Take(3);
                var extra = foundLines.Except(dueLines).Take(3);
                yield return new Difference(
                    found.Length < due.Count ? Harm.Lost : found.Length > due.Count ? Harm.Doubled : Harm.Wrong,
                    $"I5 {handle}: ledger has {found.Length} entries, {due.Count} are due; missing {string.Join(" ", missing)}, extra {string.Join(" ", extra)}");
            }

            var shown = Math.Max(0, due.Sum(e => e.Points));
            if (final.Reputations.GetValueOrDefault(handle) != shown)
            {
                yield return new Difference(Harm.Wrong, $"I5 {handle}: reputation {final.Reputations.GetValueOrDefault(handle)} is shown, {shown} is due");
            }
        }
    }
}
