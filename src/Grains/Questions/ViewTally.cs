using Skiller.Contracts;
using Skiller.Contracts.Questions;

namespace Skiller.Grains.Questions;

/// <summary>The views of one question: those written down and those since. No trouble with them ever reaches a reader.</summary>
internal sealed class ViewTally(QuestionId question, IViewCounter counter)
{
    private long? _kept;
    private long _since;
    private bool _isDue;

    public long Views => (_kept ?? 0) + _since;

    /// <summary>Counts looks.</summary>
    /// <returns>Whether a flush is to be planned: none is due yet.</returns>
    public bool Count(int views)
    {
        var isFirst = !_isDue;
        _isDue = true;
        _since += views;
        return isFirst;
    }

    /// <summary>Reads what was written down, as soon as that can be had.</summary>
    public async Task Load(CancellationToken ct)
    {
        try
        {
            _kept ??= await counter.Read(question, ct);
        }
        catch (UnavailableException)
        {
            // The next flush tries again.
        }
    }

    /// <summary>Writes down what was counted since; what cannot be written waits for the next one.</summary>
    public async Task Flush(CancellationToken ct)
    {
        _isDue = false;
        await Load(ct);
        var views = _since;
        if (views == 0)
        {
            return;
        }

        try
        {
            await counter.Add(question, views, ct);
        }
        catch (UnavailableException)
        {
            return;
        }
        catch (OutcomeUnknownException)
        {
            // Perhaps written: rather one view too few than the same ones twice.
        }

        _since -= views;
        _kept += views;
    }
}
