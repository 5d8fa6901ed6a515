using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Live;
using Skiller.Contracts.Questions;

namespace Skiller.Web.Live;

/// <summary>
/// Turns a part of the log into what is sent, votes with the score of their post: one call a question, and only for those that somebody listens
/// to. A score that cannot be had is left away, and so is one that does not know of the vote yet: of a question whose grain has lost the database in
/// the middle of it. The event comes all the same.
/// </summary>
internal sealed class LiveScores(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    /// <param name="events">What happened.</param>
    /// <param name="isHeard">Whether anybody listens to a topic.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<LiveItem>> Items(IReadOnlyCollection<LiveEvent> events, Func<string, bool> isHeard, CancellationToken ct)
    {
        var votes = events.Where(happened => happened.Kind == "post-voted" && LiveTopics.Of(happened).Any(isHeard)).ToList();
        var scores = votes.Count == 0
            ? []
            : (await Task.WhenAll(votes.GroupBy(static vote => vote.Question).Select(question => Ask(question.Key, [.. question], ct))))
                .SelectMany(static found => found)
                .ToDictionary(static found => found.Position, static found => found.Score);
        return [.. events.Select(happened => LiveItem.Of(happened, scores.TryGetValue(happened.Position, out var score) ? score : null))];
    }

    private async Task<IEnumerable<(long Position, int Score)>> Ask(QuestionId question, List<LiveEvent> votes, CancellationToken ct)
    {
        ImmutableArray<PostRef> posts = [.. votes.Select(static vote => new PostRef(vote.Answer)).Distinct()];
        try
        {
            return (await grains.Question(question).Scores(posts, ct).WaitAsync(_patience, clock, ct)).Value is { } found
                ? votes.Where(vote => found.Version == 0 || found.Version >= vote.Version).Select(vote => (vote.Position, found.Values[posts.IndexOf(new PostRef(vote.Answer))]))
                : [];
        }
#pragma warning disable CA1031 // A question that cannot be read, for whatever reason, keeps nobody from hearing of the others.
        catch (Exception) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return [];
        }
    }
}
