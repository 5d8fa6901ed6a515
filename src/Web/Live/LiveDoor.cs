using Skiller.Contracts;
using Skiller.Web.Problems;

namespace Skiller.Web.Live;

/// <summary>How many connections there may be: in all on this front, from one address, of one member (D12, F30, F31).</summary>
internal sealed class LiveDoor(WebOptions options)
{
    private const int MostInAll = 20_000;
    private static readonly TimeSpan _comeBack = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _bySource = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Lets one in, who leaves by disposing of what is returned.</summary>
    /// <param name="member">Who, null for a visitor: a visitor is counted by address, a member by themself.</param>
    /// <param name="address">From where.</param>
    /// <exception cref="RequestRefusedException">429 beyond the limit of a member or an address, 503 when the front is full.</exception>
    public IDisposable Enter(string? member, string address)
    {
        var (source, most) = member is null ? ($"address {address}", Limits.LivePerAddress) : ($"member {member}", Limits.LivePerMember);
        lock (_gate)
        {
            if (_all >= MostInAll)
            {
                LiveMetrics.Refused(LiveLimit.Front);
                throw new RequestRefusedException(ProblemMapping.Unavailable(_comeBack));
            }

            var count = _bySource.GetValueOrDefault(source);

            // A load test's members are free of limits (DESIGN.md part 6).
            if (count >= most && !(options.AllowSimulation && member is not null))
            {
                LiveMetrics.Refused(member is null ? LiveLimit.Address : LiveLimit.Member);
                throw new RequestRefusedException(Refusal.Limited(_comeBack));
            }

            _all++;
            _bySource[source] = count + 1;
        }

        LiveMetrics.Came();
        return new Place(this, source);
    }

    private void Leave(string source)
    {
        lock (_gate)
        {
            _all--;
            var left = _bySource[source] - 1;
            if (left == 0)
            {
                _bySource.Remove(source);
            }
            else
            {
                _bySource[source] = left;
            }
        }
    }

    private sealed class Place(LiveDoor door, string source) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                LiveMetrics.Went();
                door.Leave(source);
            }
        }
    }
}
