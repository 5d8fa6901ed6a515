using Skiller.Contracts;
using Skiller.Contracts.Accounts;

namespace Skiller.Grains.Accounts;

/// <summary>
/// What network addresses have tried in the last hour. Bounded: beyond so many addresses those that have nothing to remember go, then the
/// one that was heard of longest ago, so that somebody with a great network fills no memory (I09).
/// </summary>
internal sealed class SourceTable(int most)
{
    private readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);

    /// <summary>How many addresses are remembered.</summary>
    public int Count => _sources.Count;

    /// <summary>Takes one if there is one.</summary>
    /// <returns>How long until there is one again; null: it was taken.</returns>
    public TimeSpan? Take(string address, SourceAct act, DateTimeOffset now)
    {
        if (!_sources.TryGetValue(address, out var source))
        {
            MakeRoom(now);
            _sources[address] = source = new Source();
        }

        source.HeardOf = now;
        return source.Of(act).Take(now);
    }

    /// <summary>How long until there is one; null: there is one now. Remembers nobody.</summary>
    public TimeSpan? Wait(string address, SourceAct act, DateTimeOffset now) => _sources.GetValueOrDefault(address)?.Of(act).Wait(now);

    /// <summary>Gives back what was taken last.</summary>
    public void GiveBack(string address, SourceAct act) => _sources.GetValueOrDefault(address)?.Of(act).GiveBack();

    private void MakeRoom(DateTimeOffset now)
    {
        if (_sources.Count < most)
        {
            return;
        }

        foreach (var (address, source) in _sources)
        {
            if (source.IsEmpty(now))
            {
                _sources.Remove(address);
            }
        }

        if (_sources.Count == most)
        {
            _sources.Remove(_sources.MinBy(static entry => entry.Value.HeardOf).Key);
        }
    }

    private sealed class Source
    {
        private readonly SlidingWindow _signUps = new(Limits.SignUpsPerAddress, Limits.AddressWindow);
        private readonly SlidingWindow _signIns = new(Limits.FailedSignInsPerAddress, Limits.AddressWindow);
        private readonly SlidingWindow _requests = new(Limits.InvitationRequestsPerAddress, Limits.AddressWindow);

        private readonly SlidingWindow _resets = new(Limits.PasswordResetsPerAddress, Limits.AddressWindow);

        public DateTimeOffset HeardOf { get; set; }

        public SlidingWindow Of(SourceAct act) => act switch
        {
            SourceAct.SignUp => _signUps,
            SourceAct.SignIn => _signIns,
            SourceAct.PasswordReset => _resets,
            _ => _requests,
        };

        public bool IsEmpty(DateTimeOffset now) => _signUps.IsEmpty(now) && _signIns.IsEmpty(now) && _requests.IsEmpty(now) && _resets.IsEmpty(now);
    }
}
