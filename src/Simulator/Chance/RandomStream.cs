namespace Skiller.Simulator.Chance;

/// <summary>
/// A stream of pseudo-random numbers that belongs to one seed, one purpose and one subject. What is drawn from one stream changes nothing in another, so
/// that one member more, or one draw more for a text, leaves everybody else as they were. SplitMix64 (Steele, Lea, Flood 2014); the same on every machine.
/// </summary>
internal sealed class RandomStream
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;

    private RandomStream(ulong state) => _state = state;

    /// <summary>The stream of a purpose, such as <c>texts</c>, and a subject, such as <c>q12.a1</c>.</summary>
    public static RandomStream Of(ulong seed, string purpose, string subject)
    {
        // FNV-1a, 64 bits: string hash codes differ between processes.
        var hash = 0xCBF29CE484222325 ^ Mix(seed + Step);
        foreach (var sign in purpose)
        {
            hash = (hash ^ sign) * 0x100000001B3;
        }

        hash = (hash ^ 0x1F) * 0x100000001B3;
        foreach (var sign in subject)
        {
            hash = (hash ^ sign) * 0x100000001B3;
        }

        return new RandomStream(Mix(hash));
    }

    /// <summary>The stream of a purpose and a number.</summary>
    public static RandomStream Of(ulong seed, string purpose, long subject) =>
        Of(seed, purpose, subject.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>64 bits.</summary>
    public ulong Next()
    {
        _state += Step;
        return Mix(_state);
    }

    /// <summary>From 0 to under 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to under <paramref name="count"/>, which is above 0.</summary>
    public int Below(int count) => (int)(Share() * count);

    /// <summary>Whether something happens that happens in this share of all cases.</summary>
    public bool Happens(double share) => Share() < share;

    /// <summary>One of a list.</summary>
    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>A wait whose mean is given: what passes between events that do not know of one another.</summary>
    public double Exponential(double mean) => -Math.Log(1 - Share()) * mean;

    /// <summary>A normal deviate (Box and Muller, one of the two).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Share())) * Math.Cos(2 * Math.PI * Share());

    /// <summary>A log-normal deviate: <paramref name="median"/> times e to the power of sigma times a normal one.</summary>
    public double LogNormal(double median, double sigma) => median * Math.Exp(sigma * Normal());

    /// <summary>How many events fall into a time in which <paramref name="mean"/> are expected (Knuth; above 30 the normal approximation).</summary>
    public int Poisson(double mean)
    {
        if (mean > 30)
        {
            return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        }

        var (limit, product, count) = (Math.Exp(-mean), Share(), 0);
        while (product > limit)
        {
            product *= Share();
            count++;
        }

        return count;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
