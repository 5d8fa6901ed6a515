using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Skiller.Contracts;

namespace Skiller.Web.Pulse;

/// <summary>
/// The views of one day. Visitors are told apart by 64 bits of a hash of their address and browser, keyed with a salt that is drawn for the
/// day: hashes and salt are in this memory alone, are never written anywhere, and are gone when the day is over. Bounded
/// (<see cref="Limits.VisitsPerDay"/>).
/// </summary>
internal sealed class DayViews(DateOnly day)
{
    private const int LongestAgent = 512;
    private const int AddressBytes = 16;
    private const int SaltBytes = 32;
    private readonly Lock _gate = new();
    private byte[]? _salt = RandomNumberGenerator.GetBytes(SaltBytes);
    private HashSet<ulong>? _visitors = [];
    private long _views;
    private long _visits;
    private bool _isFull;

    public DateOnly Day => day;

    /// <summary>What was counted until now.</summary>
    public (long Views, long Visits, bool AreVisitsAtLeast) Counted
    {
        get
        {
            lock (_gate)
            {
                return (_views, _visits, _isFull);
            }
        }
    }

    public void Count(IPAddress? address, ReadOnlySpan<char> userAgent)
    {
        var salt = Volatile.Read(ref _salt);
        var visitor = salt is null ? 0 : Hash(salt, address, userAgent);
        lock (_gate)
        {
            _views++;
            if (_visitors is null)
            {
                return;
            }

            if (_visitors.Count < Limits.VisitsPerDay)
            {
                _visits += _visitors.Add(visitor) ? 1 : 0;
            }
            else if (!_visitors.Contains(visitor))
            {
                _isFull = true;
            }
        }
    }

    /// <summary>The day is over: what would tell visitors apart is forgotten, how many there were is not.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            (_salt, _visitors) = (null, null);
        }
    }

    private static ulong Hash(byte[] salt, IPAddress? address, ReadOnlySpan<char> userAgent)
    {
        var agent = userAgent.Length > LongestAgent ? userAgent[..LongestAgent] : userAgent;
        Span<byte> said = stackalloc byte[AddressBytes + (LongestAgent * sizeof(char))];
        said[..AddressBytes].Clear();
        if (address?.TryWriteBytes(said, out _) is not true)
        {
            said[..AddressBytes].Clear();
        }

        MemoryMarshal.AsBytes(agent).CopyTo(said[AddressBytes..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(salt, said[..(AddressBytes + (agent.Length * sizeof(char)))], hash);
        return MemoryMarshal.Read<ulong>(hash);
    }
}
