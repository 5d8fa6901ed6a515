using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;

namespace Skiller.Silo.Verify;

/// <summary>A post recomputed from its facts. Of texts only a fingerprint is kept.</summary>
internal sealed class ReplayedPost(string? body)
{
    private readonly Dictionary<MemberId, (int Value, long Version)> _votes = [];
    private ulong _body = Fingerprint.Of(body ?? "");
    private readonly List<(CommentId Id, ulong Text)> _comments = [];
    private int _version = 1;

    /// <summary>Whether it is there: not deleted.</summary>
    public bool IsShown { get; set; } = true;

    public int Score => _votes.Sum(static vote => vote.Value.Value);

    /// <summary>The votes that stand.</summary>
    public IEnumerable<KeyValuePair<MemberId, int>> Votes => _votes.Select(static vote => KeyValuePair.Create(vote.Key, vote.Value.Value));

    public void Edit(string? text)
    {
        _body = text is null ? _body : Fingerprint.Of(text);
        _version++;
    }

    public void Comment(CommentId comment, string? text)
    {
        _comments.Add((comment, Fingerprint.Of(text ?? "")));
    }

    public void EditComment(CommentId comment, string? text)
    {
        if (_comments.FindIndex(kept => kept.Id == comment) is >= 0 and var place)
        {
            _comments[place] = (comment, Fingerprint.Of(text ?? ""));
        }
    }

    public void DeleteComment(CommentId comment) => _comments.RemoveAll(kept => kept.Id == comment);

    /// <summary>Sets a vote; returns what it says to replace and does not, null when that is right.</summary>
    public string? Vote(MemberId voter, int value, (int Value, long Version) previous, long version)
    {
        var (present, since) = _votes.GetValueOrDefault(voter);
        _votes[voter] = (value, version);
        if (value == 0)
        {
            _votes.Remove(voter);
        }

        return previous == (present, present == 0 ? 0 : since)
            ? null
            : $"a vote of {voter} says that it replaces {previous.Value} of version {previous.Version}, there is {present} of version {since}";
    }

    /// <summary>What its grain must show.</summary>
    public string Shown() => Shown(Score, _version, _body, _comments);

    /// <summary>What a grain shows, in the same words.</summary>
    public static string Shown(int score, int version, string body, ImmutableArray<CommentView> comments) => Shown(
        score, version, Fingerprint.Of(body), [.. comments.Select(static comment => (comment.Id, Fingerprint.Of(comment.Body)))]);

    private static string Shown(int score, int version, ulong body, List<(CommentId Id, ulong Text)> comments)
    {
        var said = comments.Aggregate(Fingerprint.Nothing, static (all, comment) => Fingerprint.Of(comment.Id, comment.Text, all));
        return string.Create(CultureInfo.InvariantCulture, $"score {score}, version {version}, text {body:x16}, {comments.Count} comments {said:x16}");
    }
}
