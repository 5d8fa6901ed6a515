using Skiller.Contracts.Questions;

namespace Skiller.Grains.Questions;

/// <summary>
/// An answer's place among the answers: the accepted one first, then by the share of votes up, smoothed as (u + 2) / (u + d + 4), then by
/// score, then the oldest. Source of the formula: FEATURES.md 2.1 (QPixel). The order is total, so it is also what cursors go by.
/// </summary>
/// <param name="Key">Higher comes first; not negative.</param>
/// <param name="Id">Lower comes first among equal keys.</param>
internal readonly record struct AnswerRank(long Key, AnswerId Id) : IComparable<AnswerRank>
{
    // One bit for acceptance, 31 for the share (exact for posts of up to some 30,000 votes), 31 for the score.
    private const int ShareBits = 31;
    private const int ScoreBits = 31;

    public static AnswerRank Of(AnswerId id, Post answer, bool accepted)
    {
        var share = ((answer.Up + 2L) << ShareBits) / (answer.Up + answer.Down + 4L);
        var score = answer.Score + (1L << (ScoreBits - 1));
        return new AnswerRank((accepted ? 1L << (ShareBits + ScoreBits) : 0) | (share << ScoreBits) | score, id);
    }

    public int CompareTo(AnswerRank other)
    {
        var better = other.Key.CompareTo(Key);
        return better != 0 ? better : Id.Value.CompareTo(other.Id.Value);
    }
}
