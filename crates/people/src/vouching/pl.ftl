wrong-self = Za siebie nie można ręczyć.
wrong-count = { $left ->
    [one] Możesz wydrukować jeszcze { $left } zaproszenie. Niewykorzystanych może być najwyżej 20.
    [few] Możesz wydrukować jeszcze { $left } zaproszenia. Niewykorzystanych może być najwyżej 20.
    [many] Możesz wydrukować jeszcze { $left } zaproszeń. Niewykorzystanych może być najwyżej 20.
   *[other] Możesz wydrukować jeszcze { $left } zaproszenia. Niewykorzystanych może być najwyżej 20.
}
wrong-slip = Tego zaproszenia nie można użyć: kod jest inny, zaproszenie już ktoś wykorzystał albo minął jego termin.
