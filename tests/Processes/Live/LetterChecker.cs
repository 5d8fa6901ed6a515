using System.Collections.Immutable;

namespace Skiller.Tests.Processes.Live;

/// <summary>
/// Compares the letters that a mail server took with those that are due by the log: what a member is to be told at once stands in one letter,
/// and each letter was sent once.
/// </summary>
internal static class LetterChecker
{
    /// <param name="reader">Whose letters.</param>
    /// <param name="notices">What everybody is due.</param>
    /// <param name="due">The reader's letters by the log.</param>
    /// <param name="sent">What the server took for the reader.</param>
    /// <param name="attempts">How often each letter (stream and version) was begun to be sent.</param>
    public static IEnumerable<string> Differences(
        LetterReader reader,
        IEnumerable<DueNotice> notices,
        ImmutableArray<DueLetter> due,
        IEnumerable<CapturedLetter> sent,
        IReadOnlyDictionary<(string Stream, long Version), int> attempts)
    {
        var told = notices.Where(notice => notice.Member == reader.Member && reader.AtOnce.Contains(notice.Topic));
        foreach (var notice in told)
        {
            var count = due.Count(letter => notice.Position > letter.From && notice.Position <= letter.UpTo);
            if (count != 1)
            {
                yield return $"{reader.Handle}: {notice.Kind} {notice.Position} stands in {count} letters";
            }
        }

        // The same Message-ID is the same mail: a silo that dies between the server's yes and noting it sends it once more (ADR 0010).
        var mails = sent.GroupBy(static letter => letter.Id).ToList();
        foreach (var other in mails.Where(static mail => mail.Any(copy => !copy.Lines.SequenceEqual(mail.First().Lines))))
        {
            yield return $"{reader.Handle}: {other.Key} was sent with different words";
        }

        foreach (var letter in due.Where(static letter => letter.Lines.Length > 0))
        {
            var mail = mails.Find(mail => mail.First().Lines.SequenceEqual(letter.Lines));
            if (mail is null)
            {
                yield return $"{reader.Handle}: the letter of {letter.From} to {letter.UpTo} was not sent: {string.Join(" | ", letter.Lines)}";
                continue;
            }

            mails.Remove(mail);
            var begun = attempts.GetValueOrDefault((letter.Stream, letter.Version));
            if (mail.Count() > begun)
            {
                yield return $"{reader.Handle}: the letter of {letter.From} to {letter.UpTo} was sent {mail.Count()} times, and begun {begun} times";
            }
        }

        foreach (var extra in mails)
        {
            yield return $"{reader.Handle}: {extra.Key} is no letter that is due: {string.Join(" | ", extra.First().Lines)}";
        }
    }
}
